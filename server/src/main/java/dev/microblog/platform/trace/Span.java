package dev.microblog.platform.trace;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A piece of work with a name, a begin and an end, below the one that it is a part of. Where
/// nothing is followed there is only [#NONE], and asking for another costs nothing.
///
/// What is noted goes to another server: no words of people, no values of statements, no secrets.
public abstract class Span {
  /// Who has to do with the work.
  public enum Kind {
    INTERNAL,
    /// Somebody asked this server for it.
    SERVER,
    /// Another server is asked for it.
    CLIENT,
    /// Somebody left it to be done.
    CONSUMER
  }

  /// Work with a result.
  ///
  /// @param <T> the result
  /// @param <E> what it throws
  public interface Work<T extends @Nullable Object, E extends Exception> {
    T call() throws E;
  }

  /// How long a thread works for a span.
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /// The span of what is not followed.
  public static final Span NONE = new None();

  private static final Scope NOWHERE = () -> {};
  private static final ThreadLocal<@Nullable Span> CURRENT = new ThreadLocal<>();

  /// Whether this process ever followed anything: until then no thread is asked for its span, for
  /// that alone would make each keep an entry.
  private static volatile boolean used;

  Span() {}

  /// For what this thread works.
  public static Span current() {
    if (!used) {
      return NONE;
    }
    Span current = CURRENT.get();
    return current == null ? NONE : current;
  }

  /// Begins a part of what this thread works for.
  public static Span begin(String name) {
    return begin(Kind.INTERNAL, name);
  }

  /// As above.
  public static Span begin(Kind kind, String name) {
    return current().child(kind, name);
  }

  /// The same work, for a thread that is to do it for this one: it then works for the same span.
  public static <T extends @Nullable Object> Callable<T> carried(Callable<T> work) {
    Span span = current();
    if (!span.recording()) {
      return work;
    }
    return () -> {
      // Before this it waited for the thread.
      span.event("begun");
      try (Scope _ = span.enter()) {
        return work.call();
      }
    };
  }

  /// Does the work that this span is about, and ends it.
  public final <T extends @Nullable Object, E extends Exception> T around(Work<T, E> work)
      throws E {
    try (Scope _ = enter()) {
      return work.call();
    } catch (Throwable e) {
      failed(e);
      throw e;
    } finally {
      end();
    }
  }

  /// From here to the scope's end this thread works for this span.
  public Scope enter() {
    used = true;
    Span before = CURRENT.get();
    CURRENT.set(this);
    return () -> {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    };
  }

  /// Whether what is noted goes anywhere.
  public abstract boolean recording();

  abstract Span child(Kind kind, String name);

  /// Calls it otherwise.
  public abstract void rename(String name);

  /// Notes something by its name in the conventions of OpenTelemetry, or ours with `microblog.`
  /// before it.
  public abstract void note(String key, String value);

  /// As above.
  public abstract void note(String key, long value);

  /// Notes who asked for it: the method outside of this room and the database's.
  public abstract void noteCaller();

  /// Notes that something happened just now.
  public abstract void event(String name);

  /// Notes that it failed, by the class of the error: its words may be of people.
  public final void failed(Throwable error) {
    failed(error.getClass().getName());
  }

  /// Notes that it failed; what is said first holds.
  public abstract void failed(String type);

  /// What another server is told that this asks it for, as the header `traceparent`; null where
  /// nothing is followed.
  public abstract @Nullable String traceparent();

  /// Ends it. What is noted later is lost.
  public abstract void end();

  private static final class None extends Span {
    @Override
    public Scope enter() {
      return NOWHERE;
    }

    @Override
    public boolean recording() {
      return false;
    }

    @Override
    Span child(Kind kind, String name) {
      return this;
    }

    @Override
    public void rename(String name) {}

    @Override
    public void note(String key, String value) {}

    @Override
    public void note(String key, long value) {}

    @Override
    public void noteCaller() {}

    @Override
    public void event(String name) {}

    @Override
    public void failed(String type) {}

    @Override
    public @Nullable String traceparent() {
      return null;
    }

    @Override
    public void end() {}
  }
}
