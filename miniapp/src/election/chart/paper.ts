// The sheet of A4, which only a browser prints. paper.weapp.ts is the other half.
import './paper.css';
