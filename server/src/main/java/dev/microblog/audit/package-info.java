/// Who of those who look after the site did what, to whom and why. Entries are added and never
/// changed.
@NullMarked
package dev.microblog.audit;

import org.jspecify.annotations.NullMarked;
