package dev.microblog.web;

import dev.microblog.account.Display;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Origins;
import dev.microblog.platform.text.Messages;
import dev.microblog.session.Session;
import dev.microblog.session.Sessions;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a browser keeps for us, in cookies: the token of its session, before sign-in the sign by
/// which its forms are known, what the next page is to say, and how the pages are wanted.
final class BrowserMemory {
  private static final String SESSION = "session";
  private static final String KNOWN = "known";
  private static final String VISITOR = "visitor";
  private static final String FLASH = "flash";
  private static final String LANGUAGE = "language";
  private static final String THEME = "theme";
  /// As long as browsers keep anything.
  private static final Duration KNOWN_AGE = Duration.ofDays(400);

  /// A family's computer; the one that signed in first makes room.
  private static final int MOST_KNOWN = 8;

  private static final Duration DISPLAY_AGE = Duration.ofDays(365);
  private static final Duration FLASH_AGE = Duration.ofMinutes(5);

  private final Keys keys;
  private final Origins origins;

  BrowserMemory(Keys keys, Origins origins) {
    this.keys = keys;
    this.origins = origins;
  }

  /// Who sends a form before sign-in; null if the browser has no such sign, or a forged one.
  @Nullable String visitor(Context context) {
    return keys.open(VISITOR, context.cookie(VISITOR));
  }

  /// Gives the browser a new sign.
  String nameVisitor(Context context) {
    String visitor = Keys.random(16);
    Cookies.set(context, VISITOR, keys.seal(VISITOR, visitor), null, origins.secure(context));
    return visitor;
  }

  /// Keeps the token of a session.
  void keepSession(Context context, String token, Session session) {
    Duration age = session.remembered() ? Sessions.REMEMBERED : null;
    Cookies.set(context, SESSION, token, age, origins.secure(context));
    Cookies.remove(context, VISITOR, origins.secure(context));
    know(context, session.viewer().id());
  }

  /// The accounts that signed in with this browser before, as it says under our seal.
  Set<Long> known(Context context) {
    String ids = keys.open(KNOWN, context.cookie(KNOWN));
    return ids == null
        ? Set.of()
        : Stream.of(ids.split("-", -1))
            .map(Long::valueOf)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void know(Context context, long accountId) {
    List<Long> ids = new ArrayList<>(known(context));
    ids.remove(accountId);
    ids.add(accountId);
    String kept =
        ids.subList(Math.max(0, ids.size() - MOST_KNOWN), ids.size()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining("-"));
    Cookies.set(context, KNOWN, keys.seal(KNOWN, kept), KNOWN_AGE, origins.secure(context));
  }

  /// The token of a session that the browser sent, null if it sent none.
  @Nullable String heldSession(Context context) {
    return context.cookie(SESSION);
  }

  /// Has the browser forget its session.
  void dropSession(Context context) {
    Cookies.remove(context, SESSION, origins.secure(context));
  }

  /// In cookies, for they are asked for on every page and are nobody's secret.
  void keepDisplay(Context context, Display display) {
    keepChoice(context, LANGUAGE, display.language());
    keepChoice(context, THEME, display.theme());
  }

  private void keepChoice(Context context, String name, String value) {
    if (value.isEmpty()) {
      Cookies.remove(context, name, origins.secure(context));
    } else {
      Cookies.set(context, name, value, DISPLAY_AGE, origins.secure(context));
    }
  }

  /// The language that was chosen, null if none was.
  static @Nullable Messages language(Context context) {
    return Messages.tagged(context.cookie(LANGUAGE));
  }

  /// What the cookies say, as far as it is one of ours.
  static Display display(Context context) {
    Messages chosen = language(context);
    String theme = context.cookie(THEME);
    return new Display(
        chosen == null ? "" : chosen.tag(),
        theme == null || !Site.THEMES.contains(theme) ? "" : theme);
  }

  /// Keeps what the next page is to say.
  void keepFlash(Context context, Flash flash) {
    Cookies.set(
        context, FLASH, keys.seal(FLASH, flash.encode()), FLASH_AGE, origins.secure(context));
  }

  /// Whether there is something that the next page is to say.
  boolean hasFlash(Context context) {
    return keys.open(FLASH, context.cookie(FLASH)) != null;
  }

  /// What the page is to say, once.
  @Nullable Flash takeFlash(Context context) {
    String sealed = context.cookie(FLASH);
    if (sealed == null) {
      return null;
    }
    Cookies.remove(context, FLASH, origins.secure(context));
    return Flash.decode(keys.open(FLASH, sealed));
  }
}
