/** The desk: what a clerk keeps open all day. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'dayjs/locale/zh-cn';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/rows.css';
import './styles/case.css';
import './styles/record.css';
import './styles/form.css';
import './styles/draws.css';
import './styles/law.css';
import './styles/materials.css';
import './styles/plan.css';
import './styles/registers.css';
import './styles/supervision.css';
import './styles/year.css';
import { ApiProblem } from './api/http.ts';
import { router } from './router.tsx';
import { SessionProvider } from './session.tsx';
import { theme } from './theme.ts';

dayjs.locale('zh-cn');

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refused it refuses again; what did not arrive is tried twice more.
      retry: (times, error) =>
        times < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
    },
  },
});

const root = document.getElementById('desk');
if (!root) throw new Error('index.html has no #desk');
createRoot(root).render(
  <StrictMode>
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp notification={{ placement: 'bottomRight' }}>
        <QueryClientProvider client={client}>
          <SessionProvider>
            <RouterProvider router={router} context={{ client }} />
          </SessionProvider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  </StrictMode>,
);
