package dev.microblog.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Styles, icons and other files that never change under one address: the address holds a digest of
/// all of them. The style sheets are served as one, in the order of their layers, and so are the
/// scripts, each in a scope of its own.
public final class Assets {
  /// A file as it is served.
  static final class Asset {
    final String type;
    final byte[] bytes;

    Asset(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }
  }

  private static final List<String> STYLES =
      List.of(
          "tokens",
          "base",
          "nav",
          "post",
          "composer",
          "profile",
          "form",
          "message",
          "notification",
          "card",
          "flash",
          "pager",
          "progress",
          "search");

  /// What needs the newest browsers comes last, for where one fails the next is not begun.
  private static final List<String> SCRIPTS =
      List.of(
          "menu",
          "follow",
          "card",
          "suggest",
          "translate",
          "draft",
          "fresh",
          "read",
          "live",
          "job",
          "counter");

  private final Map<String, Asset> files = new HashMap<>();
  private final String version;

  /// Reads the files.
  public Assets() {
    StringBuilder css = new StringBuilder();
    for (String style : STYLES) {
      css.append(text("css/" + style + ".css"));
    }
    files.put("app.css", new Asset("text/css; charset=utf-8", utf8(lean(css.toString()))));
    files.put("admin.css", new Asset("text/css; charset=utf-8", utf8(lean(text("css/admin.css")))));
    StringBuilder js = new StringBuilder();
    for (String script : SCRIPTS) {
      js.append("{\n").append(text("js/" + script + ".js")).append("}\n");
    }
    files.put("app.js", new Asset("text/javascript; charset=utf-8", utf8(js.toString())));
    files.put("icons.svg", new Asset("image/svg+xml", read("img/icons.svg")));
    files.put("favicon.svg", new Asset("image/svg+xml", read("img/favicon.svg")));
    version = digest();
  }

  /// Styles as browsers need them, without comments and most blanks. It knows nothing of strings:
  /// none of ours holds what it takes away.
  private static String lean(String css) {
    return css.replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("\\s+", " ")
        .replaceAll(" ?([{};]) ?", "$1")
        .replace(", ", ",")
        .replace(": ", ":")
        .replace(";}", "}");
  }

  private static String text(String name) {
    return new String(read(name), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(String name) {
    try (InputStream in =
        Objects.requireNonNull(Assets.class.getResourceAsStream("/static/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      files.keySet().stream()
          .sorted()
          .map(files::get)
          .forEach(asset -> sha256.update(Objects.requireNonNull(asset).bytes));
      return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The address of a file.
  public String url(String name) {
    if (!files.containsKey(name)) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return "/static/" + version + "/" + name;
  }

  /// The address of an icon, for `<use>`.
  public String icon(String id) {
    return "/static/" + version + "/icons.svg#" + id;
  }

  /// A file by the end of its address; null if there is none.
  @Nullable Asset file(String requestedVersion, String name) {
    return requestedVersion.equals(version) ? files.get(name) : null;
  }
}
