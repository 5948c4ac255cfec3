# The static binary alone in an empty image: nothing to log in to, nothing to update but the program.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
COPY without without
RUN go mod download
COPY . .
ARG TANGGAP_VERSION=unknown
RUN TANGGAP_VERSION=$TANGGAP_VERSION bash .ci/build /out/tanggap \
    && install -d -m 0700 /empty/data && install -d -m 1777 /empty/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=65532:65532 /empty/ /
COPY --from=build /out/tanggap /tanggap
USER 65532:65532
ENV TANGGAP_ADDR=0.0.0.0:3000 TANGGAP_DATA=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/tanggap", "check"]
ENTRYPOINT ["/tanggap"]
CMD ["serve"]
