/// Settings: read once at start from the environment, checked, and then passed on as one record.
@NullMarked
package dev.microblog.platform.config;

import org.jspecify.annotations.NullMarked;
