/** The file that the browser downloads during `act`. */
export async function downloadOf(act: () => Promise<void>): Promise<{ name: string; file: Blob }> {
  const real = URL.createObjectURL;
  const click = HTMLAnchorElement.prototype.click;
  const caught = new Promise<{ name: string; file: Blob }>((resolve) => {
    let file: Blob | undefined;
    URL.createObjectURL = (object) => {
      if (object instanceof Blob) file = object;
      return real.call(URL, object);
    };
    HTMLAnchorElement.prototype.click = function () {
      if (file) resolve({ name: this.download, file });
    };
  });
  try {
    await act();
    return await caught;
  } finally {
    URL.createObjectURL = real;
    HTMLAnchorElement.prototype.click = click;
  }
}
