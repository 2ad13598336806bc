const SHARPNESS = 2;

/** A drawing as PNG, on white and sharp on any screen. The fonts are those of this machine. */
export async function asPng(svg: Blob): Promise<Blob> {
  const image = await drawn(svg);
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser cannot draw");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no picture came of it"))), "image/png");
  });
}

/** Our content policy lets images come from data, not from blobs. */
async function drawn(svg: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svg.text())}`;
  await image.decode();
  return image;
}
