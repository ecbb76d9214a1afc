import type { Analyzer } from '../../../../layers/index.ts';
import { apk } from './apk.ts';
import { dpkg } from './dpkg.ts';
import { goBinary } from './go-binary.ts';
import { nodePackage } from './node-package.ts';
import { osRelease } from './os-release.ts';
import { pythonPackage } from './python-package.ts';
import { rpm } from './rpm.ts';

/** Every analyzer there is. Their names and versions are the key under which a layer's facts are cached. */
export const ANALYZERS: readonly Analyzer[] = [osRelease, dpkg, apk, rpm, nodePackage, pythonPackage, goBinary];
