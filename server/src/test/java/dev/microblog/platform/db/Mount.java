package dev.microblog.platform.db;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A mounted file system, to see what the server does on a disk that is full or read-only. Only
/// root may mount, and root may write what is marked read-only: so tests that need one are skipped
/// elsewhere.
public final class Mount implements AutoCloseable {
  private static final String FILLING = "filling";

  private final Path path;

  private Mount(Path path) {
    this.path = path;
  }

  /// Makes a folder with a disk of eight megabytes.
  public static Mount small(Path path) throws IOException {
    Files.createDirectory(path);
    mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", path.toString());
    return new Mount(path);
  }

  /// Lets a file or a folder be read only.
  public static Mount readOnly(Path path) {
    mount("--bind", path.toString(), path.toString());
    Mount mount = new Mount(path);
    mount("-o", "remount,ro,bind", path.toString());
    return mount;
  }

  public Path path() {
    return path;
  }

  /// Writes until the disk is full, then leaves so much room.
  public void fill(int room) throws IOException {
    Path filling = path.resolve(FILLING);
    long written = 0;
    try (OutputStream out = Files.newOutputStream(filling)) {
      while (true) {
        out.write(new byte[4096]);
        written += 4096;
      }
    } catch (IOException e) {
      try (var channel = Files.newByteChannel(filling, java.nio.file.StandardOpenOption.WRITE)) {
        channel.truncate(written - room);
      }
    }
  }

  /// Makes room again.
  public void empty() throws IOException {
    Files.delete(path.resolve(FILLING));
  }

  @Override
  public void close() {
    if (status(List.of("umount", path.toString())) != 0) {
      throw new IllegalStateException(path + " is in use");
    }
  }

  private static void mount(String... options) {
    List<String> words = new java.util.ArrayList<>(List.of("mount"));
    words.addAll(List.of(options));
    Requirement.met(status(words) == 0, "needs the right to mount file systems");
  }

  private static int status(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException(words + ": " + said);
      }
      return process.exitValue();
    } catch (IOException e) {
      // There is no such program.
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
