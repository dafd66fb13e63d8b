# The pages (`--target web`) and the gateway (`--target gateway`).
FROM node:24-bookworm-slim AS build
ENV NX_DAEMON=false NX_NO_CLOUD=true NEXT_TELEMETRY_DISABLED=1
WORKDIR /source
COPY . .
# What `npm start` builds with, too: the pinned pnpm, and Nx, which knows each application's build.
RUN --mount=type=cache,target=/root/.local/share/pnpm/store --mount=type=cache,target=/root/.npm \
    npx --yes "$(node --print 'require("./package.json").packageManager')" install --frozen-lockfile --reporter=append-only
RUN node node_modules/nx/dist/bin/nx.js run-many --targets=build --projects=web,realtime --output-style=static

FROM node:24-bookworm-slim AS run
# A server needs no package manager.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* /usr/local/bin/yarn*
ENV NODE_ENV=production
USER node

FROM run AS gateway
WORKDIR /application
COPY --from=build /source/apps/realtime/dist/main.js ./
ENV HOST=0.0.0.0 PORT=8001
EXPOSE 8001
# A small nursery: see "How it stays light" in the gateway's README.
CMD ["node", "--max-semi-space-size=4", "main.js"]

FROM run AS web
WORKDIR /application
COPY --from=build /source/apps/web/.next/standalone ./
WORKDIR /application/apps/web
ENV HOSTNAME=0.0.0.0 PORT=3000 NEXT_TELEMETRY_DISABLED=1
EXPOSE 3000
CMD ["node", "server.js"]
