package dev.microblog.notification;

/// Something long that runs for somebody.
///
/// @param id by which pages know it
/// @param progress in percent, from 0 to 100
public record Task(String id, int progress) {}
