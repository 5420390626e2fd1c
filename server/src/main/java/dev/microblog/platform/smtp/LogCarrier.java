package dev.microblog.platform.smtp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows letters in the log, for a demonstration without a mail server.
public final class LogCarrier implements Carrier {
  private static final Logger log = LoggerFactory.getLogger(LogCarrier.class);

  @Override
  public Trip begin() {
    return new Trip() {
      @Override
      public Fate bring(Letter letter) {
        log.info("To {}: {}\n{}", letter.to(), letter.subject(), letter.text());
        return new Fate.Taken();
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }
}
