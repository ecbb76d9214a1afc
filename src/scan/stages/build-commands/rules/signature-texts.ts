/** What all rules about signatures of packages say. */
export const WHY = {
  en: 'Packages and package lists are taken without a check of their signature: whoever controls a mirror, or the way to it, decides what is installed.',
  zh: '软件包和索引不再校验签名，控制镜像源或传输路径的人可以决定安装的内容。',
};
export const FIX = {
  en: 'Import the signing key of the repository and leave the check on.',
  zh: '导入软件源的签名密钥并保持签名校验开启。',
};
