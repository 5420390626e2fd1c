package dev.microblog.mail;

import dev.microblog.platform.text.Messages;
import java.util.List;

/// What a mail shows as a page.
///
/// @param t the texts in the reader's language
/// @param name what the site is called
/// @param greeting its first line
/// @param paragraphs what it says
/// @param label of the link
/// @param link empty if it leads nowhere
/// @param site where it comes from, without `https://`; empty if that is not known
public record MailView(
    Messages t,
    String name,
    String subject,
    String greeting,
    List<String> paragraphs,
    String label,
    String link,
    String site) {}
