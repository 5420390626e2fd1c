package dev.microblog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate from an authority of its own making, for a server of a test.
///
/// @param server presents it
/// @param friend believes that authority, and nobody else
/// @param key of the server, as PEM
/// @param chain of the server and its authority, as PEM
/// @param authority as PEM
public record Certificate(
    SSLContext server, SSLContext friend, String key, String chain, String authority) {
  private static final String PASSWORD = "only for this test";

  /// For this machine's own name and address.
  public static Certificate ofThisMachine(Path folder) {
    return make(folder, "dns:localhost,ip:127.0.0.1", "-startdate", "-1d");
  }

  /// For this machine's own address, and not for its name.
  public static Certificate ofThisAddress(Path folder) {
    return make(folder, "ip:127.0.0.1", "-startdate", "-1d");
  }

  /// For the name of another machine.
  public static Certificate ofAnother(Path folder) {
    return make(folder, "dns:blog.example", "-startdate", "-1d");
  }

  /// That was good until yesterday.
  public static Certificate expired(Path folder) {
    return make(folder, "dns:localhost,ip:127.0.0.1", "-startdate", "-9d", "-validity", "8");
  }

  private static Certificate make(Path folder, String names, String... more) {
    Path file = folder.resolve("certificate.p12");
    keytool(file, "root", "-ext", "bc=ca:true");
    List<String> options = new ArrayList<>(List.of("-signer", "root", "-ext", "san=" + names));
    options.addAll(List.of(more));
    keytool(file, "test", options.toArray(String[]::new));
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(only(store), PASSWORD.toCharArray());
      SSLContext server = SSLContext.getInstance("TLS");
      server.init(keys.getKeyManagers(), null, null);
      KeyStore believed = KeyStore.getInstance("PKCS12");
      believed.load(null, null);
      believed.setCertificateEntry("root", store.getCertificate("root"));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(believed);
      SSLContext friend = SSLContext.getInstance("TLS");
      friend.init(null, trust.getTrustManagers(), null);
      return new Certificate(
          server,
          friend,
          pem("PRIVATE KEY", store.getKey("test", PASSWORD.toCharArray()).getEncoded()),
          pem("CERTIFICATE", store.getCertificate("test").getEncoded())
              + pem("CERTIFICATE", store.getCertificate("root").getEncoded()),
          pem("CERTIFICATE", store.getCertificate("root").getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes));
  }

  /// The server's own key alone: it must not present the authority's.
  private static KeyStore only(KeyStore store) throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    char[] password = PASSWORD.toCharArray();
    own.setKeyEntry(
        "test", store.getKey("test", password), password, store.getCertificateChain("test"));
    return own;
  }

  private static void keytool(Path file, String alias, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + alias, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(said);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
