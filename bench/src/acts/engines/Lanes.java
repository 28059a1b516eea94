import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** What both engines share: connections, lanes, and the lines by which the bench asks for a round. */
final class Lanes {
  /** One approval on a lane; each call of `act` in it is one durable act. */
  interface Approval {
    void run(String title, String opinion, Runnable act);
  }

  private Lanes() {}

  /** A pool with one connection a lane: the engines' own pool is for trying out, says their documentation. */
  static DataSource pool(String url, String user, String password, int lanes) {
    HikariConfig config = new HikariConfig();
    // The driver writes batches of inserts as one statement: https://jdbc.postgresql.org/documentation/use/
    config.setJdbcUrl(url + "?reWriteBatchedInserts=true");
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(lanes);
    config.setMinimumIdle(lanes);
    return new HikariDataSource(config);
  }

  /** Says `ready VERSION`, then answers each line `run MILLISECONDS` with `ACTS MILLISECONDS`; ends with its input. */
  static void serve(String version, int lanes, Approval approval) throws Exception {
    System.out.println("ready " + version);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    String opinion = "材料齐全，依据明确，程序合法，同意。".repeat(4);
    AtomicLong number = new AtomicLong();
    for (String line; (line = in.readLine()) != null; ) {
      long millis = Long.parseLong(line.split(" ")[1]);
      AtomicLong acts = new AtomicLong();
      AtomicReference<Throwable> failed = new AtomicReference<>();
      CountDownLatch left = new CountDownLatch(lanes);
      long start = System.nanoTime();
      long end = start + millis * 1_000_000;
      for (int i = 0; i < lanes; i++) {
        new Thread(() -> {
          try {
            while (System.nanoTime() < end && failed.get() == null)
              approval.run("演示事项第" + number.incrementAndGet() + "号", opinion, acts::incrementAndGet);
          } catch (Throwable e) {
            failed.set(e);
          } finally {
            left.countDown();
          }
        }).start();
      }
      left.await();
      if (failed.get() != null) {
        failed.get().printStackTrace();
        System.exit(1);
      }
      System.out.println(acts.get() + " " + (System.nanoTime() - start) / 1e6);
    }
    System.exit(0);
  }
}
