// The answers that wait on this device, in the browser's database: they outlive the page, and files fit in it.
let opening;
function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("tanggap", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("answers", { keyPath: "request" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

async function run(mode, act) {
  const transaction = (await open()).transaction("answers", mode);
  const request = act(transaction.objectStore("answers"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const put = (answer) => run("readwrite", (store) => store.put(answer));
export const drop = (request) => run("readwrite", (store) => store.delete(request));
export const all = async (own) => (await run("readonly", (store) => store.getAll())).filter((answer) => answer.own === own)
  .sort((a, b) => a.at - b.at);
