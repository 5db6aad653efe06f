// Checks what describes the deployment (Dockerfile, docker-compose.yml, k8s/) against the service, without an engine or a cluster.
// Every check must also find a fault planted into a copy of what it reads.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

const IMAGE = 'profile-analytics-service';
const PROBE_PORTS = { api: 'PORT', worker: 'WORKER_PORT' };
const SECRETS = ['DATABASE_URL', 'JWT_SECRET', 'DATA_ENCRYPTION_KEY'];
const API_VERSIONS = {
  ConfigMap: 'v1', Secret: 'v1', Service: 'v1', Deployment: 'apps/v1', Job: 'batch/v1', HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1', NetworkPolicy: 'networking.k8s.io/v1',
};

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const list = (folder, pattern) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`).filter((path) => pattern.test(path)) : [];
const rows = (text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
const items = (value) => value ?? [];

function parse(path) {
  return parseAllDocuments(read(path), { merge: true }).flatMap((document) => {
    const faults = document.errors.map(({ message }) => message.split('\n')[0]);
    const content = faults.length > 0 ? null : document.toJS();
    return content === null && faults.length === 0 ? [] : [{ path, content: content ?? {}, faults }];
  });
}

function stagesOf(dockerfile) {
  const stages = [];
  for (const line of rows(dockerfile.replace(/\\\n/g, ' '))) {
    const [, word, rest] = /^(\S+)\s*(.*)$/.exec(line);
    if (word === 'FROM') stages.push({ base: rest.split(' ')[0], name: / AS (\S+)/i.exec(rest)?.[1], steps: [] });
    else stages.at(-1)?.steps.push({ word, rest });
  }
  return stages;
}

/** Health routes that the sources serve: written out, or a controller's prefix with a method's path. */
function routesOf(sources) {
  const routes = new Set();
  for (const text of sources) {
    for (const [, path] of text.matchAll(/['"`]\/?(health\/[a-z]+)['"`]/g)) routes.add(`/${path}`);
    const controller = /@Controller\((?:\{[^}]*path:\s*)?['"]\/?(health)['"]/.exec(text);
    if (controller) for (const [, path] of text.matchAll(/@Get\(['"]\/?([a-z]+)['"]\)/g)) routes.add(`/health/${path}`);
  }
  return routes;
}

function load() {
  const manifests = list('k8s', /^k8s\/[^/]+\.ya?ml$/).sort().flatMap(parse);
  const [compose = { path: 'docker-compose.yml', content: {}, faults: ['the file is missing'] }] = parse('docker-compose.yml');
  return {
    manifests, compose,
    examples: list('k8s/examples', /\.ya?ml$/).sort().flatMap(parse),
    stages: stagesOf(read('Dockerfile')),
    ignored: rows(read('.dockerignore')),
    documented: [...read('.env.example').matchAll(/^#?\s*([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name),
    routes: routesOf([...list('apps', /\.ts$/), ...list('libs', /(?<!spec)\.ts$/)].map(read)),
    commands: list('apps/cli', /\.ts$/).map((path) => `${path}\n${read(path)}`).join('\n'),
    package: JSON.parse(read('package.json')),
  };
}

const kinds = (model, ...wanted) => model.manifests.map(({ content }) => content).filter(({ kind }) => wanted.includes(kind));
const title = ({ kind, metadata }) => `${kind} ${metadata?.name}`;
const workloads = (model) => kinds(model, 'Deployment', 'Job').map((content) => ({ content, name: title(content), pod: content.spec?.template?.spec ?? {} }));
const containers = (model) => workloads(model).flatMap(({ name, pod }) =>
  [...items(pod.initContainers), ...items(pod.containers)].map((container) => ({ name: `${name}, container ${container.name}`, pod, container })));
const services = (model) => Object.entries(model.compose.content.services ?? {}).map(([name, service]) => ({ name: `service ${name}`, service }));
const ours = (model) => services(model).filter(({ service }) => service.image === IMAGE);
const runtime = (model) => model.stages.at(-1)?.steps ?? [];
const step = (model, word) => runtime(model).findLast((entry) => entry.word === word)?.rest;
const imageEnv = (model) =>
  Object.fromEntries(runtime(model).filter(({ word }) => word === 'ENV').flatMap(({ rest }) => rest.split(/\s+/).map((pair) => pair.split('='))));
const includes = (labels = {}, selector = {}) => Object.keys(selector).length > 0 && Object.entries(selector).every(([key, value]) => labels[key] === value);

/** ConfigMaps that are applied, and Secrets, of which only the example is kept here. */
function source(model, kind, name) {
  const content = [...model.manifests, ...model.examples].map((document) => document.content).find((each) => each.kind === kind && each.metadata?.name === name);
  return content && { ...content.data, ...content.stringData };
}

/** What a container sees, and the references that lead nowhere. */
function environment(model, container) {
  const env = {};
  const lost = [];
  for (const { configMapRef, secretRef } of items(container.envFrom)) {
    const [kind, name] = configMapRef ? ['ConfigMap', configMapRef.name] : ['Secret', secretRef?.name];
    const data = source(model, kind, name);
    if (data) Object.assign(env, data);
    else lost.push(`${kind} ${name}`);
  }
  for (const { name, value, valueFrom } of items(container.env)) {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    const reference = configMapKeyRef ?? secretKeyRef;
    const kind = configMapKeyRef ? 'ConfigMap' : 'Secret';
    if (reference && source(model, kind, reference.name)?.[reference.key] === undefined) lost.push(`${kind} ${reference.name}, key ${reference.key}`);
    env[name] = value ?? '';
  }
  return { env, lost };
}

function programFaults(model, name, words) {
  const [runner, script, command] = words;
  const main = /^dist\/(apps\/\w+\/main)\.js$/.exec(script ?? '')?.[1];
  if (runner !== 'node' || !main) return [`${name}: runs ${words.join(' ')}, wants node dist/apps/…/main.js`];
  if (!existsSync(`${main}.ts`)) return [`${name}: ${script} has no source ${main}.ts`];
  const known = command === undefined || new RegExp(`(?:/${command}\\.ts|['"\`]${command}\\b)`).test(model.commands);
  return known ? [] : [`${name}: apps/cli knows no command ${command}`];
}

const routeFaults = (model, name, path) => (model.routes.has(path) ? [] : [`${name}: no source serves ${path}`]);
const appOf = (words) => /apps\/(\w+)\//.exec(items(words).join(' '))?.[1];

function probeFaults(model, { name, container }) {
  const port = environment(model, container).env[PROBE_PORTS[appOf(container.command)]];
  const open = new Map(items(container.ports).flatMap(({ name: label, containerPort }) => [[label, containerPort], [containerPort, containerPort]]));
  const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'].filter((probe) => container[probe]);
  const faults = probes.flatMap((probe) => {
    const { path, port: asked } = container[probe].httpGet ?? {};
    const fits = open.has(asked) && String(open.get(asked)) === port;
    return [...(fits ? [] : [`${name}: ${probe} asks port ${asked}, the process listens on ${port}`]), ...routeFaults(model, `${name}, ${probe}`, path)];
  });
  return container.livenessProbe ? faults : [...faults, `${name}: has no livenessProbe`];
}

function healthcheckFaults(model, { name, service }) {
  const { test, disable } = service.healthcheck ?? {};
  if (disable) return [];
  const [, runner, script, port, path] = items(test);
  if (runner !== 'node' || !existsSync(script ?? '')) return [`${name}: its health check runs no script of docker/`];
  const listens = service.environment?.[PROBE_PORTS[appOf(service.command)]];
  return [...(port === listens ? [] : [`${name}: health check asks port ${port}, the process listens on ${listens}`]), ...routeFaults(model, name, path)];
}

function hardeningFaults({ name, pod, container }) {
  const user = { ...pod.securityContext, ...container.securityContext };
  const mounted = items(container.volumeMounts).map(({ mountPath }) => mountPath);
  const wants = [
    [user.runAsNonRoot === true && user.runAsUser > 0, 'a user that is not root'],
    [user.allowPrivilegeEscalation === false && user.privileged !== true, 'no way to more privileges'],
    [user.readOnlyRootFilesystem === true, 'a read-only file system'],
    [items(user.capabilities?.drop).includes('ALL'), 'no capabilities'],
    [mounted.includes('/tmp') && mounted.includes('/data'), '/tmp and /data to write to'],
    [container.resources?.requests?.cpu && container.resources?.limits?.memory, 'a CPU request and a memory limit'],
    [pod.automountServiceAccountToken === false, 'no token of the cluster'],
  ];
  return wants.filter(([held]) => !held).map(([, what]) => `${name}: wants ${what}`);
}

function copyFaults(model) {
  const names = model.stages.map(({ name }) => name);
  const hidden = (path) => model.ignored.some((pattern) => path === pattern || path.startsWith(`${pattern}/`));
  return model.stages.flatMap(({ steps }) => steps.filter(({ word }) => word === 'COPY')).flatMap(({ rest }) => {
    const stage = /--from=(\S+)/.exec(rest)?.[1];
    if (stage) return names.includes(stage) ? [] : [`Dockerfile: COPY from ${stage}, which is no stage`];
    const paths = rest.split(/\s+/).filter((word) => !word.startsWith('--')).slice(0, -1);
    return paths.filter((path) => !existsSync(path) || hidden(path)).map((path) => `Dockerfile: COPY of ${path}, which ${hidden(path) ? '.dockerignore hides' : 'does not exist'}`);
  });
}

function imageFaults(model) {
  const { PORT, DATA_DIR, HOST, NODE_ENV } = imageEnv(model);
  const user = step(model, 'USER') ?? 'root';
  const health = /CMD (\[.*\])/.exec(step(model, 'HEALTHCHECK') ?? '')?.[1];
  const wants = [
    [/^[1-9]\d*(?::\d+)?$/.test(user), `a numeric USER that is not root, got ${user}`],
    [health && existsSync(JSON.parse(health)[1]), 'a HEALTHCHECK that runs a script of docker/'],
    [step(model, 'EXPOSE') === PORT, 'EXPOSE of PORT'],
    [step(model, 'VOLUME') === DATA_DIR, 'DATA_DIR on a VOLUME'],
    [HOST === '0.0.0.0', 'HOST=0.0.0.0'],
    [NODE_ENV === undefined, 'no NODE_ENV: in production nobody would make the secrets that the default command needs'],
    [step(model, 'STOPSIGNAL') === 'SIGTERM', 'STOPSIGNAL SIGTERM'],
  ];
  const scripts = model.stages.flatMap(({ steps }) => steps.flatMap(({ rest }) => [...rest.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name)));
  const unknown = scripts.filter((name) => !model.package.scripts?.[name]).map((name) => `Dockerfile: package.json has no script ${name}`);
  const command = /^\[.*\]$/.test(step(model, 'CMD') ?? '') ? JSON.parse(step(model, 'CMD')) : [];
  return [...wants.filter(([held]) => !held).map(([, what]) => `Dockerfile: wants ${what}`), ...unknown, ...programFaults(model, 'Dockerfile', command)];
}

function productionFaults(name, env, mayHold) {
  const missing = SECRETS.filter((key) => env[key] === undefined && !(key === 'JWT_SECRET' && env.JWT_JWKS_URL !== undefined));
  const open = SECRETS.filter((key) => env[key] !== undefined && !mayHold(env[key]));
  return [
    ...(env.NODE_ENV === 'production' ? [] : [`${name}: wants NODE_ENV=production`]),
    ...missing.map((key) => `${name}: has no ${key}`),
    ...open.map((key) => `${name}: ${key} is written into the repository`),
  ];
}

function selectorFaults(model) {
  const pods = kinds(model, 'Deployment', 'Job').map(({ spec }) => spec.template?.metadata?.labels);
  const own = kinds(model, 'Deployment').filter(({ spec }) => !includes(spec.template?.metadata?.labels, spec.selector?.matchLabels));
  const others = kinds(model, 'Service', 'PodDisruptionBudget', 'NetworkPolicy').filter(({ kind, spec }) => {
    const selector = kind === 'Service' ? spec.selector : (spec.selector ?? spec.podSelector)?.matchLabels;
    return !pods.some((labels) => includes(labels, selector));
  });
  const scaled = kinds(model, 'HorizontalPodAutoscaler').flatMap((scaler) => {
    const target = kinds(model, 'Deployment').find(({ metadata }) => metadata.name === scaler.spec.scaleTargetRef?.name);
    if (!target) return [`${title(scaler)}: scales no Deployment`];
    return target.spec.replicas === undefined ? [] : [`${title(target)}: sets replicas, which its autoscaler owns`];
  });
  return [...[...own, ...others].map((content) => `${title(content)}: selects no pod`), ...scaled];
}

function serviceFaults(model) {
  return kinds(model, 'Service').flatMap((service) => {
    const target = workloads(model).find(({ content }) => includes(content.spec.template?.metadata?.labels, service.spec.selector));
    const open = items(target?.pod.containers).flatMap(({ ports }) => items(ports).flatMap(({ name, containerPort }) => [name, containerPort]));
    return items(service.spec.ports).filter(({ port, targetPort = port }) => !open.includes(targetPort)).map(({ targetPort }) => `${title(service)}: no container opens ${targetPort}`);
  });
}

function identityFaults(model) {
  const names = model.manifests.map(({ content }) => title(content));
  return [...model.manifests, ...model.examples].flatMap(({ path, content }) => [
    ...(content.metadata?.name && API_VERSIONS[content.kind] === content.apiVersion ? [] : [`${path}: ${content.apiVersion} ${title(content)} is no kind that is used here`]),
    ...(content.metadata?.namespace === undefined ? [] : [`${path}: names a namespace`]),
    ...(names.filter((name) => name === title(content)).length < 2 ? [] : [`${path}: ${title(content)} stands twice`]),
    ...(content.kind === 'Secret' && path.split('/').length === 2 ? [`${path}: applying it again would overwrite the real Secret`] : []),
  ]);
}

function variableFaults(model) {
  if (model.documented.length === 0) return ['.env.example: is missing or documents no variable'];
  const used = [
    ...Object.keys(imageEnv(model)).map((key) => ['Dockerfile', key]),
    ...ours(model).flatMap(({ name, service }) => Object.keys(service.environment ?? {}).map((key) => [name, key])),
    ...[...model.manifests, ...model.examples].map(({ content }) => content).filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret')
      .flatMap((content) => Object.keys({ ...content.data, ...content.stringData }).map((key) => [title(content), key])),
    ...containers(model).flatMap(({ name, container }) => items(container.env).map((entry) => [name, entry.name])),
  ];
  return used.filter(([, key]) => !model.documented.includes(key)).map(([where, key]) => `${where}: .env.example does not document ${key}`);
}

function mountFaults({ name, pod, container }) {
  const lost = items(container.volumeMounts).filter((mount) => !items(pod.volumes).some((volume) => volume.name === mount.name));
  return lost.map((mount) => `${name}: mounts ${mount.name}, which is no volume`);
}

function composeFaults(model) {
  const all = model.compose.content.services ?? {};
  const wanted = ['profile-analytics', 'worker', 'migrate', 'postgres', 'redis'].filter((name) => !all[name]).map((name) => `docker-compose.yml: has no service ${name}`);
  return [...wanted, ...services(model).flatMap(({ name, service }) => [
    ...Object.entries(service.depends_on ?? {}).filter(([other, { condition }]) => !all[other] || (condition === 'service_healthy' && !all[other].healthcheck?.test))
      .map(([other]) => `${name}: waits for ${other}, which does not exist or tells no health`),
    ...items(service.volumes).filter((volume) => !((volume.split(':')[0]) in (model.compose.content.volumes ?? {}))).map((volume) => `${name}: ${volume} is not declared`),
  ])];
}

const podContainer = (model, workload) => kinds(model, 'Deployment').find(({ metadata }) => metadata.name.endsWith(workload)).spec.template.spec.containers[0];
const composed = (model, name) => model.compose.content.services[name];
const given = (model, kind) => [...model.manifests, ...model.examples].map(({ content }) => content).find((content) => content.kind === kind);
const set = (model, word, rest) => runtime(model).push({ word, rest });

/** Name, check, and a fault that the check must find. */
const CHECKS = [
  ['YAML parses', (model) => [model.compose, ...model.manifests, ...model.examples].flatMap(({ path, faults }) => faults.map((fault) => `${path}: ${fault}`)),
    (model) => { model.manifests[0].faults = parseAllDocuments('a: [1').flatMap(({ errors }) => errors.map(String)); }],
  ['manifests have kind and name', identityFaults, (model) => { given(model, 'PodDisruptionBudget').apiVersion = 'policy/v1beta1'; }],
  ['no Secret is applied', identityFaults, (model) => { model.manifests.push({ ...model.examples[0], path: 'k8s/secret.yaml' }); }],
  ['selectors match pods', selectorFaults, (model) => { given(model, 'Service').spec.selector['app.kubernetes.io/component'] = 'web'; }],
  ['the autoscaler owns replicas', selectorFaults, (model) => { given(model, 'Deployment').spec.replicas = 2; }],
  ['services reach an open port', serviceFaults, (model) => { given(model, 'Service').spec.ports[0].targetPort = 8080; }],
  ['variables are documented', variableFaults, (model) => { given(model, 'ConfigMap').data.LOG_LEVLE = 'info'; }],
  ['references are answered', (model) => containers(model).flatMap(({ name, container: each }) => environment(model, each).lost.map((what) => `${name}: there is no ${what}`)),
    (model) => { podContainer(model, 'api').env = [{ name: 'JWT_SECRET', valueFrom: { secretKeyRef: { name: 'profile-analytics', key: 'JWT' } } }]; }],
  ['mounts have volumes', (model) => containers(model).flatMap(mountFaults), (model) => { given(model, 'Deployment').spec.template.spec.volumes.pop(); }],
  ['pods run as in production', (model) => containers(model).flatMap(({ name, container: each }) => productionFaults(name, environment(model, each).env, (value) => value === 'REPLACE_ME' || value === '')),
    (model) => { given(model, 'Secret').stringData.JWT_SECRET = 'an-actual-secret'; }],
  ['composed services run as in production', (model) => ours(model).flatMap(({ name, service }) => productionFaults(name, service.environment ?? {}, (value) => /\$\{\w+:\?/.test(value))),
    (model) => { delete composed(model, 'worker').environment.DATA_ENCRYPTION_KEY; }],
  ['probes ask a route and port that exist', (model) => workloads(model).flatMap(({ name, pod }) => items(pod.containers).flatMap((each) => probeFaults(model, { name, container: each }))),
    (model) => { podContainer(model, 'worker').livenessProbe.httpGet.path = '/health/alive'; }],
  ['health checks ask a route and port that exist', (model) => ours(model).flatMap((each) => healthcheckFaults(model, each)), (model) => { composed(model, 'worker').environment.WORKER_PORT = '3006'; }],
  ['containers are locked down', (model) => containers(model).flatMap(hardeningFaults), (model) => { delete given(model, 'Deployment').spec.template.spec.securityContext.runAsNonRoot; }],
  ['containers run a program that exists', (model) => containers(model).flatMap(({ name, container: each }) => programFaults(model, name, items(each.command))),
    (model) => { podContainer(model, 'worker').command[1] = 'dist/apps/jobs/main.js'; }],
  ['containers run this version', (model) => containers(model).filter(({ container: { image } }) => image !== `${IMAGE}:${model.package.version}`).map(({ name }) => `${name}: wants the image ${IMAGE}:${model.package.version}`),
    (model) => { podContainer(model, 'api').image = `${IMAGE}:latest`; }],
  ['composed services fit together', composeFaults, (model) => { delete composed(model, 'postgres').healthcheck; }],
  ['composed services run a program that exists', (model) => ours(model).flatMap(({ name, service }) => programFaults(model, name, items(service.command))),
    (model) => { composed(model, 'migrate').command[2] = 'migrat'; }],
  ['the image copies what exists', copyFaults, (model) => { set(model, 'COPY', 'docker/start.sh ./'); }],
  ['the image sees what it copies', copyFaults, (model) => { model.ignored.push('apps'); }],
  ['the image runs standalone, not as root', imageFaults, (model) => { set(model, 'USER', 'root'); }],
];

const found = load();
const results = CHECKS.flatMap(([name, check, plant]) => {
  const faults = check(found);
  const copy = structuredClone(found);
  plant(copy);
  const caught = check(copy).some((fault) => !faults.includes(fault));
  return [{ name, faults }, { name: `${name}: a planted fault is found`, faults: caught ? [] : ['the check is blind to it'] }];
});
for (const { name, faults } of results) console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}${[...new Set(faults)].map((fault) => `\n     ${fault}`).join('')}`);
const failed = results.filter(({ faults }) => faults.length > 0).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
