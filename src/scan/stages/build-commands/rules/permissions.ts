import type { Rule } from './rule.ts';

export const PERMISSIONS: readonly Rule[] = [
  {
    id: 'world-writable',
    severity: 'medium',
    title: { en: 'Files are made writable for everybody', zh: '文件被设置为所有人可写' },
    why: {
      en: 'Any process in the container can exchange programs and settings that others run and read.',
      zh: '容器内任何进程都可以替换其他进程执行或读取的程序和配置。',
    },
    fix: {
      en: 'Give the rights to one user or group: chown, COPY --chown, chmod 750.',
      zh: '仅授权给特定用户或组：chown、COPY --chown、chmod 750。',
    },
    match: { kind: 'mode', grants: 'world-write' },
    examples: {
      matches: [
        'RUN chmod 777 /srv',
        'RUN chmod -R 0777 /srv',
        'RUN chmod a+rwx /srv',
        'RUN chmod -R ugo+rw /srv',
        'RUN chmod 666 /etc/app.conf',
        'RUN chmod o=rwx /srv',
        'COPY --chmod=777 app /app',
        'RUN install -m 0777 app /app',
        'RUN mkdir -m 777 /srv',
        'RUN umask 000 && make',
        'RUN find /srv -type d -exec chmod 777 {} +',
        'RUN chmod -- 777 /srv',
        'RUN umask a=rwx && make',
      ],
      passes: [
        'RUN chmod 1777 /tmp',
        'RUN chmod a+rwx,+t /tmp',
        'RUN chmod 755 /srv && chmod +x /app',
        'RUN chmod g+w /srv',
        'RUN chmod o-w /srv',
        'RUN chmod a+rX -R /srv',
        'RUN chmod -R u=rwX,go=rX /srv',
        'RUN umask 022',
        'RUN umask u=rwx,g=rx,o=rx',
        'RUN echo chmod 777',
        'RUN chmod +w /f',
        'COPY --chmod=755 app /app',
      ],
    },
  },
  {
    id: 'setuid-by-hand',
    severity: 'high',
    title: { en: 'A program is made setuid', zh: '程序被设置 setuid 位' },
    why: {
      en: 'It runs with the rights of its owner, mostly root, for everybody: each of its faults makes root.',
      zh: '任何人执行该程序都会获得其所有者（通常是 root）的权限，程序的任何缺陷都可能导致提权。',
    },
    fix: {
      en: 'Use a capability on the one file that needs it, or do the work at build time.',
      zh: '仅对需要的文件授予所需能力（capability），或在构建阶段完成相关操作。',
    },
    match: { kind: 'mode', grants: 'setuid' },
    examples: {
      matches: [
        'RUN chmod u+s /bin/ping',
        'RUN chmod +s /bin/bash',
        'RUN chmod 4755 /usr/bin/app',
        'RUN chmod 06755 /a',
        'RUN install -m 4755 a /bin/a',
        'COPY --chmod=4755 a /bin/a',
      ],
      passes: [
        'RUN chmod 0755 /a',
        'RUN chmod a-s /a',
        'RUN find / -perm /6000 -type f -exec chmod a-s {} + || true',
        'RUN chmod g+s /srv/shared',
        'RUN chmod 2775 /srv/shared',
        'RUN chmod 1777 /tmp',
      ],
    },
  },
  {
    id: 'dangerous-capability',
    severity: 'medium',
    title: { en: 'A file gets a capability that is as good as root', zh: '文件被授予等同于 root 的能力' },
    why: {
      en: 'With this capability a process can read or change anything in the container, or reach beyond it.',
      zh: '具有该能力的进程可以读取或修改容器内的任何内容，甚至影响容器之外。',
    },
    fix: {
      en: 'Grant the one that is needed, such as cap_net_bind_service.',
      zh: '仅授予必要的能力，例如 cap_net_bind_service。',
    },
    match: {
      kind: 'command',
      run: [
        {
          program: ['setcap'],
          words: [
            '*cap_sys_admin*',
            '*cap_sys_ptrace*',
            '*cap_sys_module*',
            '*cap_dac_override*',
            '*cap_dac_read_search*',
            '*cap_setuid*',
            '*cap_setgid*',
            '*cap_chown*',
            '*cap_fowner*',
            '*cap_sys_rawio*',
            '*cap_setfcap*',
            '*cap_bpf*',
            'all=*',
            'all+*',
            '=ep',
            '=eip',
          ],
        },
      ],
    },
    examples: {
      matches: [
        'RUN setcap cap_sys_admin+ep /app',
        'RUN setcap "cap_setuid,cap_setgid=ep" /app',
        'RUN setcap all=ep /app',
      ],
      passes: ['RUN setcap cap_net_bind_service=+ep /app', 'RUN setcap cap_net_raw+ep /bin/ping', 'RUN setcap -r /app'],
    },
  },
  {
    id: 'docker-socket',
    severity: 'high',
    title: { en: 'The image is made for the socket of Docker', zh: '镜像使用 Docker 套接字' },
    why: {
      en: 'Whoever can write to the socket of the container runtime is root on the host.',
      zh: '能够写入容器运行时套接字的进程等同于宿主机 root。',
    },
    fix: {
      en: 'Use a builder without a daemon (BuildKit rootless, Kaniko, Buildah), or a proxy that allows single calls.',
      zh: '使用无守护进程的构建工具（BuildKit rootless、Kaniko、Buildah），或只允许特定调用的代理。',
    },
    match: {
      kind: 'instruction',
      instructions: ['VOLUME', 'RUN', 'CMD', 'ENTRYPOINT', 'ENV'],
      words: ['*/var/run/docker.sock*', '*/run/docker.sock*', '*/containerd.sock*', '*tcp://*:2375'],
    },
    examples: {
      matches: [
        'VOLUME ["/var/run/docker.sock"]',
        'RUN chmod 660 /var/run/docker.sock',
        'ENV DOCKER_HOST=unix:///var/run/docker.sock',
        'ENV DOCKER_HOST=tcp://docker:2375',
      ],
      passes: ['VOLUME /var/lib/docker', 'ENV DOCKER_HOST=tcp://docker:2376', 'RUN apk add docker-cli'],
    },
  },
  {
    id: 'library-preloaded-everywhere',
    severity: 'high',
    title: { en: 'A library is loaded into every program', zh: '向所有程序预加载动态库' },
    why: {
      en: 'What stands in /etc/ld.so.preload gets into every process, setuid ones too. Rootkits hide so.',
      zh: '/etc/ld.so.preload 中的库会加载到所有进程（包括 setuid 进程），常被 rootkit 利用。',
    },
    fix: { en: 'Set LD_PRELOAD for the one program that needs it.', zh: '仅为需要的程序设置 LD_PRELOAD。' },
    match: {
      kind: 'command',
      run: [
        { redirects: ['/etc/ld.so.preload'] },
        { program: ['tee', 'cp', 'mv', 'install', 'ln'], words: ['/etc/ld.so.preload'] },
      ],
    },
    examples: {
      matches: ['RUN echo /usr/lib/x.so >> /etc/ld.so.preload', 'RUN echo /x.so | tee -a /etc/ld.so.preload'],
      passes: [
        'ENV LD_PRELOAD=/usr/lib/libjemalloc.so.2',
        'RUN echo /usr/local/lib > /etc/ld.so.conf.d/local.conf',
        'RUN rm -f /etc/ld.so.preload',
      ],
    },
  },
];
