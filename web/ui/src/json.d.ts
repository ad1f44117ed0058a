// esbuild's file loader answers the address of the copied file.
declare module "*.json" {
  const address: string;
  export default address;
}
declare module "*.css";
