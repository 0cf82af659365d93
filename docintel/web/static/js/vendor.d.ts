declare const anything: any;
export default anything;
