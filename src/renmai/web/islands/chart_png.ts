const SHARPNESS = 2;
/** What every browser's canvas can hold. */
const LONGEST_SIDE = 16_000;
const LARGEST_AREA = 100_000_000;

/** A drawing as PNG, on white and sharp on any screen. The fonts are those of this machine. */
export async function asPng(svg: Blob): Promise<Blob> {
  const image = await drawn(svg);
  const sharpness = sharpnessOf(image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(image.naturalWidth * sharpness);
  canvas.height = Math.floor(image.naturalHeight * sharpness);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser cannot draw");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no picture came of it"))), "image/png");
  });
}

/** Pixels of the picture for each of the drawing: less for one that a canvas could not hold, such as a large map. */
export function sharpnessOf(width: number, height: number): number {
  const fitting = Math.min(LONGEST_SIDE / Math.max(width, height), Math.sqrt(LARGEST_AREA / (width * height)));
  return Math.min(SHARPNESS, fitting);
}

/** Our content policy lets images come from data, not from blobs. */
async function drawn(svg: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svg.text())}`;
  await image.decode();
  return image;
}
