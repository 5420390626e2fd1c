# The image of Microblog: docker build -t microblog .
#
# It builds with the classic builder and with BuildKit, on amd64 and arm64. docs/adr/0018 says why it is as it is;
# deploy/image/bases says which exact bases a release was built from.
ARG BUILD_IMAGE=maven:3-eclipse-temurin-25
ARG ROOT_IMAGE=debian:bookworm-slim
# One time for every file, so that the same source makes the same layers.
ARG SOURCE_DATE_EPOCH=1795392000

# ---- The file system below the program: glibc and little else.
FROM ${ROOT_IMAGE} AS root-files
ARG SOURCE_DATE_EPOCH
COPY build-aux/image/make-root /build/
RUN /build/make-root /root-files \
  && find /root-files -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

FROM scratch AS root
COPY --from=root-files /root-files/ /

# ---- Java, cut down to the modules that are used.
FROM ${BUILD_IMAGE} AS java
ARG SOURCE_DATE_EPOCH
COPY build-aux/image/LinkJava.java build-aux/image/modules /build/
RUN java /build/LinkJava.java /build/modules /layers/jvm/opt/microblog/jvm \
  && find /layers -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

# ---- The application. What it is built from is fetched before its source is there: a change of the source fetches
# nothing. An empty application makes the build use, and so fetch, everything that it will need. The list of what is in
# the image (profile sbom) needs the network and no source, so it is made here, too.
FROM ${BUILD_IMAGE} AS build
ARG SOURCE_DATE_EPOCH
# Maven ends before the second compiler and G1 pay off.
ENV MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
WORKDIR /build
COPY pom.xml ./
COPY schema/pom.xml schema/
COPY server/pom.xml server/
COPY e2e/pom.xml e2e/
COPY bench/pom.xml bench/
RUN mkdir -p server/src/main/java/empty server/src/main/jte server/src/main/jvm schema/src/main/resources/db/sqlite \
  && echo 'create table empty (id integer);' >schema/src/main/resources/db/sqlite/V0001__empty.sql \
  && echo 'package empty; class Empty {}' >server/src/main/java/empty/Empty.java \
  && mvn -B -q -P sbom -pl server -am package -Dmaven.test.skip=true -Dspotless.check.skip=true -Dchecks=-g \
  && mv server/target/sbom.json . \
  && rm -rf schema/src server/src schema/target server/target
COPY schema/src/main schema/src/main
COPY server/src/main server/src/main
RUN mvn -B -q -o -pl server -am package -Dmaven.test.skip=true -Dspotless.check.skip=true -Dchecks=-g
COPY build-aux/image/Layers.java LICENSE /build/
RUN java Layers.java server/target/app /layers LICENSE sbom.json \
  && find /layers -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

# ---- The program as it runs, but for the cache.
FROM root AS program
COPY --from=java /layers/jvm/ /
COPY --from=build /layers/lib/ /
COPY --from=build /layers/app/ /

# ---- The cache of classes that makes the start short, by a run of that program at its very paths. The JDK of this
# stage runs the driver; the program runs on its own Java.
FROM build AS cache
ARG SOURCE_DATE_EPOCH
COPY --from=java /layers/jvm/ /
RUN cp -a /layers/lib/. /layers/app/. /
COPY build-aux/image/Training.java /build/
RUN java -cp /opt/microblog/microblog.jar Training.java /opt/microblog /layers/cache \
  && find /layers/cache -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

FROM program
COPY --from=cache /layers/cache/ /
ENV DATA_DIR=/data PORT=5000 MANAGEMENT_PORT=5001 MANAGEMENT_ADDRESS=0.0.0.0
WORKDIR /data
VOLUME /data
EXPOSE 5000 5001
USER 10001:10001
ENTRYPOINT ["/opt/microblog/jvm/bin/java", "@/opt/microblog/java.args"]
CMD []
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/opt/microblog/jvm/bin/java", "@/opt/microblog/probe.args", "live"]
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION
ARG CREATED
ARG SOURCE
LABEL org.opencontainers.image.title="Microblog" \
  org.opencontainers.image.description="A self-hosted microblogging server" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.opencontainers.image.created="${CREATED}" \
  org.opencontainers.image.source="${SOURCE}"
