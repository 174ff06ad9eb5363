//! A small bounded memory of things that are dear to make and never change, such as a parsed
//! strategy version. It is no cache of rows: what can change is read from the database.

use crate::Id;
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How many things are remembered before the memory is emptied.
const REMEMBERED_MAX: usize = 64;

/// Remembers immutable values by type and id.
#[derive(Default)]
pub struct Memo(Mutex<HashMap<(TypeId, Id), Arc<dyn Any + Send + Sync>>>);

impl Memo {
    /// The value under an id, if it is remembered.
    pub fn get<T: Send + Sync + 'static>(&self, id: Id) -> Option<Arc<T>> {
        let map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        map.get(&(TypeId::of::<T>(), id)).cloned().and_then(|any| any.downcast::<T>().ok())
    }

    /// Remembers a value under an id.
    pub fn put<T: Send + Sync + 'static>(&self, id: Id, value: Arc<T>) {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= REMEMBERED_MAX {
            map.clear();
        }
        map.insert((TypeId::of::<T>(), id), value);
    }
}
