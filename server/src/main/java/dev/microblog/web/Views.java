package dev.microblog.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;

/// Fills the compiled templates.
public final class Views {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /// A page as UTF-8.
  ///
  /// @param template path below src/main/jte
  /// @param page what the template's `page` is
  public byte[] render(String template, Frame frame, Object page) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(template, Map.of("frame", frame, "page", page), output);
    return output.toByteArray();
  }
}
