import type { Rule } from './rule.ts';

export const SECRETS: readonly Rule[] = [
  {
    id: 'secret-in-env',
    severity: 'high',
    title: { en: 'ENV holds a secret', zh: 'ENV 中包含机密信息' },
    why: {
      en: 'The value stands in the config of the image: everybody who can pull it can read it, and every process in a container gets it.',
      zh: '该值保存在镜像配置中，任何能拉取镜像的人都可以读取，容器内的所有进程也都能获得。',
    },
    fix: {
      en: 'Take it out, change the secret, and give it to the container when it starts, as a mounted file or by the orchestrator.',
      zh: '删除并更换该机密，在容器启动时通过挂载文件或编排系统提供。',
    },
    match: { kind: 'secret', by: ['name'], in: ['ENV'] },
    examples: {
      matches: [
        'ENV DB_PASSWORD=correct-horse',
        'ENV API_KEY=9f8e7d6c5b4a',
        'ENV APP_ENV=prod AWS_SECRET_ACCESS_KEY=c2VjcmV0LWtleQ',
        'ENV dbPassword=changeme',
      ],
      passes: [
        'ENV DB_PASSWORD_FILE=/run/secrets/db',
        'ENV DB_PASSWORD=',
        'ENV DB_PASSWORD=$DB_PASSWORD',
        'ENV SECRET=/run/secrets/app',
        'ENV PUBLIC_KEY=abcdef',
        'ENV KMS_KEY_ALIAS=alias/app AWS_ACCESS_KEY_ID=none',
        'ENV REQUIRE_MFA_AUTH=true KEY_NAME=a CREDENTIAL_MANAGER=pass',
        'ENV WORDPRESS_CLI_GPG_KEY=63AF7AA15067C05616FDDD88A3A2E8F226F0BC06',
        'ENV GOPASS_VERSION=1.8.5 AUTH_MODULE_VERSION=2',
        'ENV CC=/usr/bin/clang PWD=/srv TOKENIZERS_PARALLELISM=false',
        'ENV JENKINS_USERNAME=jenkins MYSQL_ALLOW_EMPTY_PASSWORD=yes',
        'ENV SECRET_KEY_BASE_DUMMY=1',
      ],
    },
  },
  {
    id: 'secret-in-build-arg',
    severity: 'high',
    title: { en: 'A build argument holds a secret', zh: '构建参数中包含机密信息' },
    why: {
      en: 'Values of build arguments are written into the history of the image, where everybody who can pull it can read them.',
      zh: '构建参数的值会写入镜像历史，任何能拉取镜像的人都可以读取。',
    },
    fix: {
      en: 'Change the secret, and use RUN --mount=type=secret, which leaves no trace in the image.',
      zh: '更换该机密，并改用不会在镜像中留下痕迹的 RUN --mount=type=secret。',
    },
    match: { kind: 'secret', by: ['name'], in: ['ARG', 'RUN'] },
    examples: {
      matches: [
        'ARG NPM_TOKEN=abcdef123456',
        'ARG VERSION=1 GIT_PASSWORD=hunter2-x',
        'RUN |1 NPM_TOKEN=abcdef123456 /bin/sh -c npm ci',
      ],
      passes: [
        'ARG NPM_TOKEN',
        'ARG NPM_TOKEN=',
        'ARG TOKEN_URL=https://x.example/token',
        'ARG PASSWORD_LENGTH=12',
        'RUN |1 VERSION=1.2 /bin/sh -c make',
      ],
    },
  },
  {
    id: 'secret-in-label',
    severity: 'medium',
    title: { en: 'A label holds a secret', zh: '标签中包含机密信息' },
    why: {
      en: 'Labels are part of the config of the image, which everybody who can pull it can read.',
      zh: '标签属于镜像配置，任何能拉取镜像的人都可以读取。',
    },
    fix: { en: 'Take the label out and change the secret.', zh: '删除该标签并更换机密。' },
    match: { kind: 'secret', by: ['name'], in: ['LABEL'] },
    examples: {
      matches: ['LABEL admin.password=correct-horse'],
      passes: ['LABEL org.opencontainers.image.title=password-manager', 'LABEL token.url=https://x.example'],
    },
  },
  {
    id: 'secret-in-command',
    severity: 'high',
    title: { en: 'A command line holds a secret', zh: '命令行中包含机密信息' },
    why: {
      en: 'Commands are recorded in the history of the image, with every password that stands in them.',
      zh: '命令及其中的密码会记录在镜像历史中。',
    },
    fix: {
      en: 'Change the secret, and read it from a file of RUN --mount=type=secret.',
      zh: '更换该机密，并从 RUN --mount=type=secret 挂载的文件中读取。',
    },
    match: { kind: 'secret', by: ['command'] },
    examples: {
      matches: [
        'RUN mysql -u root -phunter2-x -e "create database a"',
        'RUN curl -u deploy:hunter2-x https://x.example/a.tgz -o /a.tgz',
        'RUN curl -H "Authorization: Bearer abcdef.123456" https://x.example/a -o /a',
        'RUN curl -H "PRIVATE-TOKEN: abcdef123456" https://x.example/a -o /a',
        'RUN docker login -u me -p hunter2-x registry.example',
        'RUN sshpass -p hunter2-x ssh me@x.example',
        'RUN PGPASSWORD=hunter2-x psql -h db -f /a.sql',
        'RUN export GITHUB_TOKEN=abcdef123456 && make',
        'RUN npm config set //npm.example/:_authToken abcdef123456',
        'RUN echo "//npm.example/:_authToken=abcdef123456" > .npmrc',
        'RUN wget --password=hunter2-x https://x.example/a',
      ],
      passes: [
        'RUN mysql -u root -p"$MYSQL_PASSWORD" -e "select 1"',
        'RUN mysql -u root -p -e "select 1"',
        'RUN curl -u "$USER:$PASS" https://x.example/a -o /a',
        'RUN curl -H "Authorization: Bearer $(cat /run/secrets/t)" https://x.example/a -o /a',
        'RUN docker login --password-stdin registry.example < /run/secrets/p',
        'RUN mkdir -p /srv/app && cp -p a b',
        'RUN echo "//npm.example/:_authToken=\\$NPM_TOKEN" > .npmrc',
        'RUN SECRET_KEY=dummy python manage.py collectstatic',
        `RUN echo 'access.log = /proc/self/fd/2' > /usr/local/etc/php-fpm.d/docker.conf`,
        'RUN PASSWORD=$(cat /run/secrets/p) ./configure',
      ],
    },
  },
];
