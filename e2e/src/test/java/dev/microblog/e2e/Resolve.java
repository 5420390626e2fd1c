package dev.microblog.e2e;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Looks a name up. It is put into a container, to run on the Java of the image.
final class Resolve {
  private Resolve() {}

  /// Prints the address.
  ///
  /// @param arguments the name
  public static void main(String[] arguments) throws UnknownHostException {
    System.out.println("found " + InetAddress.getByName(arguments[0]).getHostAddress());
  }
}
