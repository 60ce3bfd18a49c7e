//! Writing catalogues: any source in, one canonical form out, and what was lost on the way.

mod atomic;
mod convert;
mod form;
mod loss;
mod lost;
mod sink;

pub use atomic::write_text;
pub use convert::{Conversion, Converted};
pub use form::{Form, arrange, text};
pub use loss::{FieldLoss, Loss, LossSample, loss};
pub use lost::{LostRecord, Reason};
pub use sink::write;
