package dev.microblog.web.notification;

import dev.microblog.account.Viewer;
import dev.microblog.notification.News;
import dev.microblog.notification.Task;
import dev.microblog.platform.http.JsonObject;
import dev.microblog.platform.text.Messages;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// News in JSON: for open pages, and for those who ask as the tutorial's pages do. Numbers alone,
/// and nothing of what they count.
public final class NewsWords {
  private final Function<Viewer, List<Task>> tasks;

  /// @param tasks what runs for somebody now, or ended a moment ago
  public NewsWords(Function<Viewer, List<Task>> tasks) {
    this.tasks = tasks;
  }

  /// For an open page.
  ///
  /// @param texts in the reader's language
  String of(News news, Viewer viewer, Messages texts) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("messages", news.messages());
    all.put("notifications", news.notices());
    all.put("said", texts.get("live.unread", news.messages(), news.notices()));
    all.put("tasks", tasks.apply(viewer).stream().map(NewsWords::task).toList());
    return JsonObject.text(all);
  }

  /// As in the tutorial's application: what changed after a time, in seconds. Times of one person
  /// are all different, and are committed in their order: who asks for what is later than the last
  /// that they know misses nothing.
  String since(News news, Viewer viewer, double since) {
    BigDecimal time = BigDecimal.valueOf(news.version(), 3);
    List<Map<String, Object>> changed = new ArrayList<>();
    boolean any = news.version() > 0 || news.messages() > 0;
    if (any && (time.doubleValue() > since || since <= 0)) {
      changed.add(named("unread_message_count", news.messages(), time));
      changed.add(named("unread_notification_count", news.notices(), time));
      tasks.apply(viewer).forEach(task -> changed.add(named("task_progress", task(task), time)));
    }
    return JsonObject.text(changed);
  }

  private static Map<String, Object> named(String name, Object data, BigDecimal time) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("data", data);
    all.put("timestamp", time);
    return all;
  }

  private static Map<String, Object> task(Task task) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("task_id", task.id());
    all.put("progress", task.progress());
    return all;
  }
}
