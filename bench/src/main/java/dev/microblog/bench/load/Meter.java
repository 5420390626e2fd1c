package dev.microblog.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a process used, as Linux counts it.
public final class Meter {
  /// The unit of processor times in /proc, the same on every Linux that Java runs on.
  private static final double TICKS_PER_SECOND = 100;

  /// Processor seconds up to now.
  ///
  /// @param process those of the measured process
  /// @param driver those of this process
  /// @param machine those of everything on the machine
  /// @param database those of the database's group of processes; 0 if none was named
  record Cpu(double process, double driver, double machine, double database) {}

  /// Memory in megabytes (2^20).
  ///
  /// @param rss all that is resident, with the pages of files that others may share
  /// @param anonymous what belongs to the process alone
  public record Memory(double rss, double anonymous) {}

  private final long pid;
  private final @Nullable Path group;

  /// @param pid of the process to measure
  public Meter(long pid) {
    this(pid, null);
  }

  /// @param pid of the process to measure
  /// @param group where Linux counts what a database in a container uses, see [#group]
  public Meter(long pid, @Nullable Path group) {
    this.pid = pid;
    this.group = group;
  }

  Cpu cpu() throws IOException {
    double database = group == null ? 0 : group(group);
    return new Cpu(process(String.valueOf(pid)), process("self"), machine(), database);
  }

  /// Processor seconds of a control group up to now.
  ///
  /// @param file its `cpuacct.usage`, or its `cpu.stat` where groups are of the second version
  public static double group(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.startsWith("usage_usec ")
        ? Double.parseDouble(text.lines().findFirst().orElseThrow().substring(11)) / 1e6
        : Double.parseDouble(text) / 1e9;
  }

  private static double process(String pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", pid, "stat"));
    // The name in brackets may hold anything, so the fields are counted from behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 15);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  private static double machine() throws IOException {
    String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", 9);
    long busy = 0;
    for (int field : List.of(1, 2, 3, 6, 7)) {
      busy += Long.parseLong(fields[field]);
    }
    return busy / TICKS_PER_SECOND;
  }

  /// The memory that the process has now.
  public Memory memory() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
    return new Memory(megabytes(lines, "VmRSS:"), megabytes(lines, "RssAnon:"));
  }

  private static double megabytes(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
