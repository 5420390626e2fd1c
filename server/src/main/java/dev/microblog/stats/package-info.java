/// How many people there are and what they do, counted by a job and read in one row a day.
@NullMarked
package dev.microblog.stats;

import org.jspecify.annotations.NullMarked;
