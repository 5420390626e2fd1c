package dev.microblog.e2e;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The image of a version after this one, with one more migration. Made of this one by what
/// differs: a file with a new table, and the number of the newest migration in one class.
final class NextImage {
  /// The table that it adds.
  static final String TABLE = "of_the_next_version";

  private static final String NAME = "microblog:test-next";
  private static final String JARS = "/opt/microblog/";

  private NextImage() {}

  /// Makes it, in a folder that is there.
  ///
  /// @return its name
  static String make(Path folder) throws IOException {
    String container = Docker.run("create", Docker.image());
    try {
      Docker.run("cp", container + ":" + JARS + "microblog.jar", folder.toString());
      Docker.run("cp", container + ":" + JARS + "lib", folder.toString());
      Docker.run("cp", container + ":" + JARS + "java.args", folder.toString());
    } finally {
      Docker.run("rm", container);
    }
    int level = level();
    Path schema;
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      schema =
          jars.filter(jar -> jar.toString().contains("microblog-schema")).findFirst().orElseThrow();
    }
    addTable(schema, level + 1);
    raise(folder.resolve("microblog.jar"), level);
    // The cache of classes is that of other jars.
    List<String> flags =
        Files.readAllLines(folder.resolve("java.args")).stream()
            .filter(flag -> !flag.contains("aot") && !flag.contains("AOT"))
            .toList();
    Files.write(folder.resolve("java.args"), flags);
    Files.writeString(
        folder.resolve("Dockerfile"),
        """
        FROM %s
        COPY microblog.jar java.args /opt/microblog/
        COPY %s /opt/microblog/lib/
        """
            .formatted(Docker.image(), folder.relativize(schema)));
    Docker.run("build", "-q", "-t", NAME, folder.toString());
    return NAME;
  }

  /// The number of the newest migration of this version.
  private static int level() throws IOException {
    try (Stream<Path> files =
        Files.list(Docker.root().resolve("schema/src/main/resources/db/mysql"))) {
      return (int) files.count();
    }
  }

  private static void addTable(Path jar, int level) throws IOException {
    try (FileSystem files = open(jar)) {
      Files.writeString(
          files.getPath("db/mysql/V%04d__%s.sql".formatted(level, TABLE)),
          "create table if not exists " + TABLE + " (id bigint not null primary key);\n");
    }
  }

  private static void raise(Path jar, int level) throws IOException {
    try (URLClassLoader around = around(jar);
        FileSystem files = open(jar)) {
      Path migrations = files.getPath("dev/microblog/platform/db/Migrations.class");
      ClassFile classes =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(around)));
      byte[] raised =
          classes.transformClass(
              classes.parse(Files.readAllBytes(migrations)),
              ClassTransform.transformingMethodBodies(
                  (code, element) -> {
                    if (element instanceof ConstantInstruction constant
                        && constant.constantValue().equals(level)) {
                      code.loadConstant(level + 1);
                    } else {
                      code.with(element);
                    }
                  }));
      Files.write(migrations, raised);
    }
  }

  /// The jar and the libraries beside it.
  private static URLClassLoader around(Path jar) throws IOException {
    List<URL> jars = new ArrayList<>(List.of(jar.toUri().toURL()));
    try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
      for (Path library : libraries.toList()) {
        jars.add(library.toUri().toURL());
      }
    }
    return new URLClassLoader(jars.toArray(URL[]::new));
  }

  private static FileSystem open(Path jar) throws IOException {
    return FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
  }
}
