package dev.microblog.bench.size;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one of each thing costs: all numbers that are not computed, each with its source. They
/// stand in one file, `size/coefficients.properties`.
public final class Coefficients {
  /// One of them.
  ///
  /// @param source how it was measured, or why it was chosen
  record Coefficient(String name, double value, String unit, String source) {}

  private static final Pattern LINE =
      Pattern.compile("(?<value>[0-9.]+)(?: (?<unit>[^|]*[^| ]))? \\| (?<source>.+)");

  private final TreeMap<String, Coefficient> all = new TreeMap<>();

  private Coefficients(Properties read) {
    for (String name : read.stringPropertyNames()) {
      Matcher line = LINE.matcher(read.getProperty(name));
      if (!line.matches()) {
        throw new IllegalArgumentException(name + " is not \"number unit | source\"");
      }
      String unit = Objects.requireNonNullElse(line.group("unit"), "");
      double value = Double.parseDouble(line.group("value"));
      all.put(name, new Coefficient(name, value, unit, line.group("source")));
    }
  }

  /// Those that were measured.
  public static Coefficients measured() {
    try (InputStream in =
        Objects.requireNonNull(
            Coefficients.class.getResourceAsStream("/size/coefficients.properties"))) {
      Properties read = new Properties();
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new Coefficients(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The value of one.
  public double of(String name) {
    return Objects.requireNonNull(all.get(name), name).value();
  }

  /// The value of one that each engine has its own of.
  public double of(String name, Engine engine) {
    return of(name + '.' + engine.key());
  }

  /// All, by name.
  Collection<Coefficient> all() {
    return all.values();
  }
}
