package dev.microblog.translation;

/// A translated text, which is text like any other: nothing in it is HTML.
///
/// @param original what was translated; what has other words by now has no translation
/// @param from BCP 47 tag of the original
/// @param to tag of the translation
public record Translation(String original, String from, String to, String text) {}
