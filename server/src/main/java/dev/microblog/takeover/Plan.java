package dev.microblog.takeover;

import java.util.List;

/// What is to be made of some rows.
///
/// @param drafts what is to be written
/// @param findings what is changed or left out
record Plan<T>(List<T> drafts, List<Finding> findings) {}
