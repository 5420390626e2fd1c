import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.analysis.common.CommonAnalysisPlugin;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.mapper.MapperExtrasPlugin;
import org.elasticsearch.index.reindex.ReindexPlugin;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.transport.Netty4Plugin;

/// Elasticsearch as one node that listens on port 9200 until it is told to end. Its modules are
/// those that a search of texts needs. Variables with a dot in their names are settings, as in the
/// public image.
final class Launcher extends Node {
  private static final List<Class<? extends Plugin>> MODULES =
      List.of(
          Netty4Plugin.class,
          CommonAnalysisPlugin.class,
          MapperExtrasPlugin.class,
          ReindexPlugin.class);

  private Launcher(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"),
        MODULES,
        true);
  }

  public static void main(String[] arguments) throws Exception {
    Settings.Builder settings =
        Settings.builder()
            .put("path.home", "/usr/share/elasticsearch")
            .put("cluster.name", "elasticsearch")
            .put("network.host", "0.0.0.0");
    System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().matches("[a-z_]+\\.[a-z0-9_.]+"))
        .forEach(variable -> settings.put(variable.getKey(), variable.getValue()));
    Node node = new Launcher(settings.build());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node)));
    node.start();
    new CountDownLatch(1).await();
  }

  private static void end(Node node) {
    try {
      node.close();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
