package dev.microblog.mail;

import dev.microblog.account.Reader;
import dev.microblog.platform.smtp.Letter;
import dev.microblog.platform.text.Messages;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Writes mail out in its reader's language, as text and as a page.
final class Writer {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final String from;
  private final String host;
  private final String site;
  private final Supplier<String> name;

  /// @param from the sender
  /// @param host by which the ids of mail are this site's own
  /// @param base where people reach the site; empty if that is not known
  /// @param name gives what the site is called
  Writer(String from, String host, String base, Supplier<String> name) {
    this.name = name;
    this.from = from;
    this.host = host;
    this.site = base.replaceFirst("^https?://", "");
  }

  Letter write(Waiting mail, Reader reader, long now) {
    Messages chosen =
        Messages.tagged(mail.language().isEmpty() ? reader.language() : mail.language());
    Messages t = chosen == null ? Messages.in(Locale.ENGLISH) : chosen;
    List<Object> values = new ArrayList<>();
    values.add(reader.name());
    values.addAll(mail.values());
    MailView view = view(t, "mail." + mail.kind(), values.toArray(), reader, mail.link());
    StringOutput html = new StringOutput();
    templates.render("mail.jte", view, html);
    return new Letter(
        mail.id() + "." + mail.kind() + '@' + host,
        from,
        mail.address().isEmpty() ? reader.email() : mail.address(),
        now,
        t.tag(),
        view.subject(),
        text(view),
        html.toString(),
        mail.file());
  }

  private MailView view(Messages t, String key, Object[] values, Reader reader, String link) {
    String called = name.get();
    return new MailView(
        t,
        called,
        "[" + called + "] " + t.get(key + ".subject", values),
        reader.name().isEmpty() ? "" : t.get("mail.greeting", reader.name()),
        List.of(t.get(key + ".text", values).split("\n\n")),
        link.isEmpty() ? "" : t.get(key + ".link", values),
        link,
        site);
  }

  private static String text(MailView view) {
    List<String> parts = new ArrayList<>();
    if (!view.greeting().isEmpty()) {
      parts.add(view.greeting());
    }
    parts.addAll(view.paragraphs());
    if (!view.link().isEmpty()) {
      parts.add(view.label() + ":\n" + view.link());
    }
    parts.add(view.t().get("mail.sign", view.name()));
    parts.add("-- \n" + (view.site().isEmpty() ? view.name() : view.site()));
    return String.join("\n\n", parts) + '\n';
  }
}
