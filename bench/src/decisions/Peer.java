import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.camunda.bpm.dmn.engine.*;
import org.camunda.bpm.engine.variable.*;

public class Peer {
  public static void main(String[] args) throws Exception {
    DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    Map<String, DmnDecision> decisions = new HashMap<>();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line; (line = in.readLine()) != null; ) {
      String[] parts = line.split("\t");
      String key = parts[0] + "#" + parts[1];
      DmnDecision decision = decisions.get(key);
      if (decision == null) {
        try (InputStream file = Files.newInputStream(Path.of(parts[0]))) {
          decision = engine.parseDecision(parts[1], file);
        }
        decisions.put(key, decision);
      }
      VariableMap vars = Variables.createVariables();
      for (int i = 2; i < parts.length; i++) {
        String[] fact = parts[i].split("\\|", 3);
        vars.put(fact[1], switch (fact[0]) {
          case "n" -> (Object) Double.valueOf(fact[2]);
          case "b" -> (Object) Boolean.valueOf(fact[2]);
          default -> fact[2];
        });
      }
      StringBuilder answer = new StringBuilder();
      try {
        for (DmnDecisionRuleResult rule : engine.evaluateDecisionTable(decision, vars)) {
          TreeMap<String, Object> sorted = new TreeMap<>(rule.getEntryMap());
          if (answer.length() > 0) answer.append('\t');
          boolean first = true;
          for (Map.Entry<String, Object> e : sorted.entrySet()) {
            if (!first) answer.append('|');
            first = false;
            Object v = e.getValue();
            answer.append(e.getKey()).append('=').append(v instanceof Number n ? Double.toString(n.doubleValue()) : String.valueOf(v));
          }
        }
      } catch (Exception e) {
        answer = new StringBuilder("error " + String.valueOf(e.getMessage()).replace('\n', ' '));
      }
      out.println(answer);
    }
    out.flush();
  }
}
