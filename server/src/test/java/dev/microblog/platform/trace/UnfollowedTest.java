package dev.microblog.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfollowedTest {
  @TempDir private Path folder;

  /// A class that was loaded would be missed: none of the jars is there.
  @Test
  void aServerThatNobodyFollowsLoadsNothingOfTheLibrary() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("opentelemetry")) {
        jars.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass("io.opentelemetry.api.trace.Span"))
          .isInstanceOf(ClassNotFoundException.class);
      ClassLoader before = Thread.currentThread().getContextClassLoader();
      Thread.currentThread().setContextClassLoader(loader);
      try {
        Object server =
            loader
                .loadClass(UnfollowedServer.class.getName())
                .getConstructor(String.class)
                .newInstance(folder.toString());

        assertThat((String) ((Callable<?>) server).call()).contains("<html");
      } finally {
        Thread.currentThread().setContextClassLoader(before);
      }
    }
  }
}
