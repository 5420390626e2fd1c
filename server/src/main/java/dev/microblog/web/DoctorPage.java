package dev.microblog.web;

import dev.microblog.platform.config.Version;
import dev.microblog.platform.doctor.Pass;
import dev.microblog.platform.doctor.Visit;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Origins;
import io.javalin.http.Context;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Tells the operator's doctor how its request arrived, by which it judges what stands before the
/// server. For everybody else there is no such page.
final class DoctorPage {
  /// Longest header that is told, in characters: only its end counts.
  private static final int LONGEST = 500;

  private final Keys keys;
  private final Origins origins;
  private final InstantSource clock;

  DoctorPage(Keys keys, Origins origins, InstantSource clock) {
    this.keys = keys;
    this.origins = origins;
    this.clock = clock;
  }

  void answer(Exchange exchange, Context context) {
    if (!Pass.isGood(keys, clock.millis(), context.header(Origins.DOCTOR))) {
      exchange.notFound();
      return;
    }
    String host = context.header("Host");
    Visit visit =
        new Visit(
            Version.NUMBER,
            origins.peer(context),
            origins.believes(context),
            origins.address(context),
            origins.secure(context),
            host == null ? "" : host,
            end(Origins.forwarded(context, Visit.FOR)),
            end(Origins.forwarded(context, Visit.PROTO)),
            Visit.OTHERS.stream().filter(name -> context.header(name) != null).toList());
    context.contentType("text/plain; charset=utf-8").result(visit.text());
  }

  private static String end(@Nullable String header) {
    String text = header == null ? "" : header;
    return text.substring(Math.max(0, text.length() - LONGEST));
  }
}
