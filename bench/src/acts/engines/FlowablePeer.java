import java.util.Map;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.TaskListener;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.service.delegate.DelegateTask;

/** The approval in Flowable, embedded. Arguments: JDBC address, user, password, lanes, history level. */
public class FlowablePeer {
  /** The task made last on this thread: the lane is spared the query for it. */
  static final ThreadLocal<String> MADE = new ThreadLocal<>();

  /** Notes the task that was made. */
  public static class Made implements TaskListener {
    @Override
    public void notify(DelegateTask task) {
      MADE.set(task.getId());
    }
  }

  private static String task(String id, String group) {
    return "<userTask id='" + id + "' flowable:candidateGroups='" + group + "'><extensionElements>"
        + "<flowable:taskListener event='create' class='" + Made.class.getName() + "'/></extensionElements></userTask>";
  }

  public static void main(String[] args) throws Exception {
    int lanes = Integer.parseInt(args[3]);
    // Settings by https://documentation.flowable.com/latest/howto/howto/howto-basic-performance-tuning (connection pool as
    // large as what runs at once; the async executor where there are jobs: here there are none) and
    // https://www.flowable.com/open-source/docs/bpmn/ch10-History (none is the fastest, audit is the default).
    StandaloneProcessEngineConfiguration config = new StandaloneProcessEngineConfiguration();
    config.setDataSource(Lanes.pool(args[0], args[1], args[2], lanes));
    config.setDatabaseSchemaUpdate("true");
    config.setHistoryLevel(HistoryLevel.getHistoryLevelForKey(args[4]));
    config.setIdGenerator(new StrongUuidGenerator());
    config.setAsyncExecutorActivate(false);
    config.setDisableIdmEngine(true);
    config.setDisableEventRegistry(true);
    ProcessEngine engine = config.buildProcessEngine();
    engine.getRepositoryService().createDeployment().addString("approval.bpmn20.xml",
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:flowable='http://flowable.org/bpmn' targetNamespace='fadu'>"
            + "<process id='approval' isExecutable='true'><startEvent id='start'/>"
            + "<sequenceFlow id='a' sourceRef='start' targetRef='review'/>" + task("review", "reviewer")
            + "<sequenceFlow id='b' sourceRef='review' targetRef='approve'/>" + task("approve", "head")
            + "<sequenceFlow id='c' sourceRef='approve' targetRef='end'/><endEvent id='end'/></process></definitions>").deploy();
    Lanes.serve(ProcessEngine.VERSION, lanes, (title, opinion, act) -> {
      engine.getRuntimeService().startProcessInstanceByKey("approval", title, Map.of("title", title, "reason", opinion));
      act.run();
      engine.getTaskService().complete(MADE.get(), Map.of("reviewed", opinion));
      act.run();
      engine.getTaskService().complete(MADE.get(), Map.of("approved", opinion));
      act.run();
    });
  }
}
