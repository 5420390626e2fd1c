package dev.microblog.platform.job;

import dev.microblog.platform.db.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Tells rooms what happened in another room that may not know them. Listeners run inside the
/// transaction in which it happened: what they write stands or falls with it.
public final class Events {
  private final Map<Class<?>, List<BiConsumer<Transaction, Object>>> listeners = new HashMap<>();

  /// Adds a listener; all are added while the application is put together, before the first event.
  public <E extends Record> void on(Class<E> type, BiConsumer<Transaction, E> listener) {
    listeners
        .computeIfAbsent(type, _ -> new ArrayList<>())
        .add((transaction, event) -> listener.accept(transaction, type.cast(event)));
  }

  /// Tells all listeners of the event's class.
  public void tell(Transaction transaction, Record event) {
    listeners.getOrDefault(event.getClass(), List.of()).forEach(l -> l.accept(transaction, event));
  }
}
