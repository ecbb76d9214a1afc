/** A fake registry that remembers what it holds, so that the same content can be served again years later. */
export async function openRecordedRegistry(fakes, auth = { kind: 'none' }) {
  const fake = await fakes.openFakeRegistry({ auth });
  const blobs = new Map();
  const manifests = new Map();
  const putBlob = async (repository, bytes) => {
    const digest = await fake.putBlob(repository, bytes);
    blobs.set(`${repository} ${digest}`, { repository, bytes: bytes.toString('base64') });
    return digest;
  };
  const putManifest = async (repository, reference, { bytes, mediaType }) => {
    await fake.putManifest(repository, reference, bytes, mediaType);
    manifests.set(`${repository} ${reference}`, { repository, reference, mediaType, bytes: bytes.toString('base64') });
  };
  return {
    fake,
    putBlob,
    putManifest,
    putImage: async (repository, reference, image) => {
      for (const bytes of image.blobs.values()) await putBlob(repository, bytes);
      await putManifest(repository, reference, image.manifest);
    },
    deleteTag: (repository, tag) => {
      fake.deleteTag(repository, tag);
      manifests.delete(`${repository} ${tag}`);
    },
    content: () => ({ auth, blobs: [...blobs.values()], manifests: [...manifests.values()] }),
  };
}
