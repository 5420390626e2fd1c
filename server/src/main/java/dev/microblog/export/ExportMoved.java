package dev.microblog.export;

/// How far somebody's export is, or whether it is at all, is another now; told inside the
/// transaction that changes it.
public record ExportMoved(long accountId) {}
