/** The desk's look for Ant Design: ink on paper, one deep indigo, small corners, no shadows that do not inform. */
import type { ThemeConfig } from 'antd';

/** Whoever asked the system for less motion gets none: shortened animations would never report their end. */
const still = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;

export const theme: ThemeConfig = {
  cssVar: { prefix: 'fd' },
  hashed: false,
  token: {
    colorPrimary: '#1F3A5F',
    colorInfo: '#1F3A5F',
    colorError: '#B3261E',
    colorSuccess: '#2F6F5E',
    colorWarning: '#855800',
    colorLink: '#1F3A5F',
    colorBgBase: '#FFFFFF',
    colorBgLayout: '#FCFBF8',
    colorTextBase: '#1B1F24',
    colorText: '#1B1F24',
    colorTextSecondary: '#565F6B',
    colorTextTertiary: '#565F6B',
    colorTextPlaceholder: '#646D78',
    colorBorder: '#CFC8BA',
    colorBorderSecondary: '#E3DED4',
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Source Han Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    controlHeight: 34,
    // What is chosen and under the pointer: Ant Design mixes a grey from the primary colour that is too dark for its words.
    controlItemBgActiveHover: '#DDE5EF',
    wireframe: false,
    motion: !still,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    boxShadowSecondary: '0 12px 32px rgb(27 31 36 / 16%)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', contentFontSize: 14 },
    Drawer: { paddingLG: 24 },
    Select: { optionSelectedBg: '#E9EEF5' },
  },
};
