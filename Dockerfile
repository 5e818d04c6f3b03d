FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY schema schema
COPY gateway gateway
COPY subgraphs subgraphs
# What stays beside dist/ is what the program reads: SDL, policy, tables and the page.
RUN npm run build && npm prune --omit=dev && find schema gateway subgraphs -name '*.ts' -delete

FROM node:24-slim
WORKDIR /app
# The file system is read-only: npm keeps its logs in the temporary one.
ENV NODE_ENV=production npm_config_cache=/tmp/npm npm_config_update_notifier=false
COPY --from=build /app ./
# A volume that is mounted here takes over who may write it.
RUN install -d -o node -g node -m 700 /var/lib/wso-gateway
USER node
CMD ["npm", "run", "--silent", "gateway"]
