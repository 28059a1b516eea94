import java.util.Map;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.delegate.DelegateTask;
import org.operaton.bpm.engine.delegate.TaskListener;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.operaton.bpm.engine.variable.Variables;
import org.operaton.bpm.model.bpmn.Bpmn;

/** The approval in Operaton, embedded. Arguments: JDBC address, user, password, lanes, history level. */
public class OperatonPeer {
  /** The task made last on this thread: the lane is spared the query for it. */
  static final ThreadLocal<String> MADE = new ThreadLocal<>();

  /** Notes the task that was made. */
  public static class Made implements TaskListener {
    @Override
    public void notify(DelegateTask task) {
      MADE.set(task.getId());
    }
  }

  public static void main(String[] args) throws Exception {
    int lanes = Integer.parseInt(args[3]);
    // Settings by https://docs.operaton.org/docs/documentation/user-guide/process-engine/ (history: none is the fastest, full
    // keeps what an audit needs; the identifier generator: UUIDs where many clients write; the database: own data source)
    // and https://docs.camunda.io/docs/components/best-practices/operations/performance-tuning-camunda-c7/ for its parent.
    ProcessEngineConfigurationImpl config = new StandaloneProcessEngineConfiguration();
    config.setDataSource(Lanes.pool(args[0], args[1], args[2], lanes));
    config.setDatabaseSchemaUpdate("true");
    config.setHistory(args[4]);
    config.setHistoryTimeToLive("P3650D");
    config.setIdGenerator(new StrongUuidGenerator());
    config.setJobExecutorActivate(false);
    config.setAuthorizationEnabled(false);
    config.setMetricsEnabled(false);
    config.setTaskMetricsEnabled(false);
    ProcessEngine engine = config.buildProcessEngine();
    String made = Made.class.getName();
    engine.getRepositoryService().createDeployment().addModelInstance("approval.bpmn",
        Bpmn.createExecutableProcess("approval")
            .startEvent()
            .userTask("review").operatonCandidateGroups("reviewer").operatonTaskListenerClass("create", made)
            .userTask("approve").operatonCandidateGroups("head").operatonTaskListenerClass("create", made)
            .endEvent().done()).deploy();
    Lanes.serve(ProcessEngine.class.getPackage().getImplementationVersion(), lanes, (title, opinion, act) -> {
      engine.getRuntimeService().startProcessInstanceByKey("approval", title, Map.of("title", title, "reason", opinion));
      act.run();
      engine.getTaskService().complete(MADE.get(), Variables.putValue("reviewed", opinion));
      act.run();
      engine.getTaskService().complete(MADE.get(), Variables.putValue("approved", opinion));
      act.run();
    });
  }
}
