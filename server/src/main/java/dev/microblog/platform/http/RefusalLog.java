package dev.microblog.platform.http;

import io.javalin.http.Context;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what was refused to the log, a line each, so that an operator finds the id that a person
/// reads to them. Not more than so many lines a second: whoever asks for a thousand pages that are
/// not there must not fill a disk, nor hide what else stands in the log. Where the log has a line
/// for each request, that line is enough.
public final class RefusalLog {
  /// Lines a second.
  public static final int MOST_A_SECOND = 10;

  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

  private final boolean told;
  private final InstantSource clock;
  private long second;
  private int lines;
  private int left;

  /// @param told whether the log has each request anyway
  public RefusalLog(boolean told, InstantSource clock) {
    this.told = told;
    this.clock = clock;
  }

  /// Tells of a refusal.
  public void tell(Context context, int status, String id) {
    if (told) {
      return;
    }
    int untold = next();
    if (untold >= 0) {
      String more = untold == 0 ? "" : " (and " + untold + " refusals before it)";
      log.info("{} refused with {}, id {}{}", asked(context), status, id, more);
    }
  }

  /// Takes a line.
  ///
  /// @return how many refusals went without one before, or -1 if this one does, too
  private synchronized int next() {
    long now = clock.millis() / 1000;
    if (now != second) {
      second = now;
      lines = 0;
    }
    if (lines == MOST_A_SECOND) {
      left++;
      return -1;
    }
    lines++;
    int untold = left;
    left = 0;
    return untold;
  }

  /// What was asked.
  public static String asked(Context context) {
    return context.method() + " " + RequestTrace.path(context.req());
  }
}
