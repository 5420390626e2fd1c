/// The page of settings: display, password, address, and where one is signed in.
@NullMarked
package dev.microblog.web.settings;

import org.jspecify.annotations.NullMarked;
