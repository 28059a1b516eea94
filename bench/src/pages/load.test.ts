/** What wrk writes is read as it means. */
import { expect, test } from 'vitest';
import { readWrk } from './load.ts';

const SAID = `Running 5s test @ http://127.0.0.1:8080/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.02ms    1.00ms  20.00ms   90.00%
    Req/Sec     8.01k   500.00    9.00k    70.00%
  Latency Distribution
     50%  812.00us
     75%    2.10ms
     90%    3.00ms
     99%    1.20s
  39873 requests in 5.00s, 100.00MB read
  Socket errors: connect 0, read 1, write 0, timeout 2
  Non-2xx or 3xx responses: 4
Requests/sec:   7973.21
Transfer/sec:     20.00MB
`;

test('rate, percentiles in milliseconds, and every kind of error', () => {
  expect(readWrk(SAID)).toEqual({ rate: 7973.21, p50: 0.812, p99: 1200, errors: 5, timeouts: 2 });
  expect(() => readWrk('unable to connect to 127.0.0.1:1 Connection refused')).toThrow('wrk said');
});
