# docker build -t profile-analytics-service .
# docker run -p 3004:3004 -v profile-analytics:/data profile-analytics-service

FROM node:20-bookworm-slim AS base
WORKDIR /app
ENV NPM_CONFIG_UPDATE_NOTIFIER=false SCARF_ANALYTICS=false

# Every dependency, for the compiler. Only a changed manifest makes this layer anew.
FROM base AS dependencies
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM dependencies AS build
COPY tsconfig.json nest-cli.json ./
COPY scripts ./scripts
COPY libs ./libs
COPY apps ./apps
RUN npm run build

# What runs. Install scripts stay on: one of them links the libraries of the embedded PostgreSQL.
FROM base AS production-dependencies
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

FROM base AS runtime
LABEL org.opencontainers.image.title="profile-analytics-service" \
      org.opencontainers.image.licenses="MIT"
# NODE_ENV stays unset on purpose: outside production the standalone process makes its secrets once, in DATA_DIR.
ENV HOST=0.0.0.0 PORT=3004 DATA_DIR=/data
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=production-dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY docker/healthcheck.mjs ./docker/healthcheck.mjs
COPY --from=build /app/dist ./dist
# The user `node` by number, which Kubernetes can tell from root; PostgreSQL needs its entry in /etc/passwd.
USER 1000:1000
VOLUME /data
EXPOSE 3004
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["node", "docker/healthcheck.mjs"]
CMD ["node", "dist/apps/standalone/main.js"]
